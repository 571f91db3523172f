// Made from docs/openapi.json by `npm run client:generate`.
export const OPERATIONS = {
  "charges": {
    "create": {
      "method": "POST",
      "path": "/charges",
      "success": 201,
      "isKeyed": true
    },
    "list": {
      "method": "GET",
      "path": "/charges",
      "success": 200
    },
    "get": {
      "method": "GET",
      "path": "/charges/{id}",
      "success": 200
    }
  },
  "refunds": {
    "create": {
      "method": "POST",
      "path": "/charges/{id}/refunds",
      "success": 201,
      "isKeyed": true
    },
    "list": {
      "method": "GET",
      "path": "/charges/{id}/refunds",
      "success": 200
    },
    "get": {
      "method": "GET",
      "path": "/charges/{id}/refunds/{refundId}",
      "success": 200
    }
  },
  "orders": {
    "create": {
      "method": "POST",
      "path": "/orders",
      "success": 201,
      "isKeyed": true
    },
    "list": {
      "method": "GET",
      "path": "/orders",
      "success": 200
    },
    "get": {
      "method": "GET",
      "path": "/orders/{id}",
      "success": 200
    },
    "replace": {
      "method": "PUT",
      "path": "/orders/{id}",
      "success": 200
    },
    "cancel": {
      "method": "DELETE",
      "path": "/orders/{id}",
      "success": 204
    }
  }
} as const;
