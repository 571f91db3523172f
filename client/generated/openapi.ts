// Made from docs/openapi.json by `npm run client:generate`.
export interface paths {
    readonly "/charges": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List charges, or find the charge of a key
         * @description The tenant's charges, newest first, each as it is now. With `idempotencyKey`: the one charge that this key has made.
         */
        readonly get: operations["charges.list"];
        readonly put?: never;
        /**
         * Charge a payment method
         * @description Moves the money once per tenant and idempotency key, however often the request is sent and whatever crashes or comes back late; every repeat gets the first answer.
         *
         *     A replay shows the charge as it was answered first: GET shows it as it is.
         *
         *     With `orderId` the charge pays that order: another key for the same order is refused.
         *
         *     `outcome-unknown` is neither success nor failure: the charge stays `processing`, which means that no outcome is known yet, and the same request with the same key finds out.
         *
         *     An amount below the processor's own minimum is declined: `card-declined`, with the failure `payment-refused` or `amount-not-supported`.
         */
        readonly post: operations["charges.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/charges/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a charge
         * @description The charge as it is now. While it is `processing` no outcome is known yet: it ends by itself within minutes, also if nobody asks.
         */
        readonly get: operations["charges.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/charges/{id}/refunds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the refunds of a charge, or find the refund of a key
         * @description The refunds of the charge, newest first, each as it is now. With `idempotencyKey`: the one refund that this key has made.
         */
        readonly get: operations["refunds.list"];
        readonly put?: never;
        /**
         * Give money back
         * @description Gives back all or a part of what was charged, once per tenant and idempotency key. All refunds of a charge together never exceed it, also when they come at the same time.
         *
         *     The amount is taken off what is left of the charge before the processor is asked, and returned to it should the refund fail. Without `amount` it is all that was left when the first request came.
         *
         *     `outcome-unknown`: the refund is on its way or will be. It is asked for until it ends, also if nobody comes back.
         */
        readonly post: operations["refunds.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/charges/{id}/refunds/{refundId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a refund
         * @description The refund as it is now.
         */
        readonly get: operations["refunds.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List orders, or find the order of a key
         * @description The tenant's orders, newest first, each as it is now. With `idempotencyKey`: the one order that this key has placed.
         */
        readonly get: operations["orders.list"];
        readonly put?: never;
        /**
         * Place an order
         * @description Places an order once per tenant and idempotency key, and computes its total. A replay shows the order as it was answered first: GET shows it as it is.
         */
        readonly post: operations["orders.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/orders/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an order
         * @description The order as it is now. Its `ETag` is what `If-Match` wants.
         */
        readonly get: operations["orders.get"];
        /**
         * Replace an order
         * @description The whole order becomes what is sent, while it is `placed`. Without `If-Match` the last writer wins. Sent twice it is written once: a repeat is answered with 200, also under an `If-Match` that its own first copy has outdated.
         */
        readonly put: operations["orders.replace"];
        readonly post?: never;
        /**
         * Cancel an order
         * @description Cancels an order that no charge is paying or has paid. It can still be read. However often it is sent, the answer is the same.
         */
        readonly delete: operations["orders.cancel"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/webhooks/stripe": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Receive an event of Stripe
         * @description Called by Stripe, and there only where Stripe is the processor. No token: the `Stripe-Signature` over the raw body is the proof, and no older than five minutes.
         *
         *     An event means "look at this now", however late, often and out of order it comes: money for a charge that is held as failed is given back once, and a refund that failed at the bank becomes `failed`.
         */
        readonly post: operations["webhooks.stripe"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read this document
         * @description The contract of this very deployment.
         */
        readonly get: operations["contract.document"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/problems/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what a problem means
         * @description What a problem's `type` leads to: what it means and what to do. A page for people, or JSON for whoever prefers it in `Accept`.
         */
        readonly get: operations["contract.problem-page"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An OpenAPI document. */
        readonly OpenApiDocument: {
            /** @description The specification's version. */
            readonly openapi: string;
            /** @description What this is. */
            readonly info: {
                readonly [key: string]: unknown;
            };
            /** @description The operations. */
            readonly paths: {
                readonly [key: string]: unknown;
            };
        };
        /** @description Why a charge or a refund failed. */
        readonly Failure: {
            /** @description For programs, such as `insufficient-funds`, `amount-not-supported` or `charge-abandoned`. More may come: treat one that you do not know as a decline. */
            readonly code: string;
            /** @description For the payer. */
            readonly message: string;
        };
        /** @description A charge. All members are always there, `null` where there is nothing. Ignore those that you do not know: more may come. */
        readonly Charge: {
            /** @description Follows from tenant and key: repeats of a request always lead to the same charge. */
            readonly id: string;
            /**
             * @description What this is.
             * @constant
             */
            readonly object: "charge";
            /**
             * @description `processing`: no outcome is known yet, money may or may not have moved, and it will be found out. `succeeded` and `failed` are final; a failed charge has moved no money.
             * @enum {string}
             */
            readonly status: "processing" | "succeeded" | "failed";
            /** @description Minor units. */
            readonly amount: number;
            /** @description Of that, given back. Minor units. */
            readonly amountRefunded: number;
            /** @description ISO 4217, upper case. */
            readonly currency: string;
            /** @description The processor's token, as it was sent. */
            readonly paymentMethod: string;
            /** @description The order that it pays. */
            readonly orderId: string | null;
            /** @description As it was sent. */
            readonly description: string | null;
            /** @description As it was sent. */
            readonly metadata: {
                readonly [key: string]: string;
            } | null;
            /** @description Why it failed. */
            readonly failure: components["schemas"]["Failure"] | null;
            /**
             * Format: date-time
             * @description When the first request came. RFC 3339, UTC.
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed. RFC 3339, UTC.
             */
            readonly updatedAt: string;
        };
        /** @description A refund. All members are always there, `null` where there is nothing. Ignore those that you do not know: more may come. */
        readonly Refund: {
            /** @description Follows from tenant and key. */
            readonly id: string;
            /**
             * @description What this is.
             * @constant
             */
            readonly object: "refund";
            /**
             * @description `processing`: it is being asked for until it ends. `succeeded`: the processor has taken it on; should the money not arrive after all, it becomes `failed`. `failed`: no money moved back.
             * @enum {string}
             */
            readonly status: "processing" | "succeeded" | "failed";
            /** @description The charge whose money it is. */
            readonly chargeId: string;
            /** @description Minor units. */
            readonly amount: number;
            /** @description ISO 4217, upper case. */
            readonly currency: string;
            /** @description As it was sent. */
            readonly reason: ("requested-by-customer" | "duplicate" | "fraudulent") | null;
            /** @description Why it failed. */
            readonly failure: components["schemas"]["Failure"] | null;
            /**
             * Format: date-time
             * @description When the first request came. RFC 3339, UTC.
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed. RFC 3339, UTC.
             */
            readonly updatedAt: string;
        };
        /** @description An order. All members are always there, `null` where there is nothing. Ignore those that you do not know: more may come. */
        readonly Order: {
            /** @description Follows from tenant and key. */
            readonly id: string;
            /**
             * @description What this is.
             * @constant
             */
            readonly object: "order";
            /**
             * @description `placed`: can be charged, replaced and canceled. `paying`: held by the charge in `chargeId` until that ends. `paid` and `canceled` are final.
             * @enum {string}
             */
            readonly status: "placed" | "paying" | "paid" | "canceled";
            /** @description ISO 4217, upper case. */
            readonly currency: string;
            /** @description Line by line, as they were sent. */
            readonly items: readonly components["schemas"]["OrderItem"][];
            /** @description What all of it costs: what a charge for it must be. Minor units. */
            readonly total: number;
            /** @description Who orders. */
            readonly customer: {
                /** @description As it was sent. */
                readonly email: string;
            };
            /** @description As it was sent. */
            readonly metadata: {
                readonly [key: string]: string;
            } | null;
            /** @description The charge that pays it or has paid it. */
            readonly chargeId: string | null;
            /**
             * Format: date-time
             * @description When it was placed. RFC 3339, UTC.
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed. RFC 3339, UTC.
             */
            readonly updatedAt: string;
        };
        /** @description A page of charges. */
        readonly ChargeList: {
            /** @description Newest first. */
            readonly data: readonly components["schemas"]["Charge"][];
            /** @description Leads on: send it as `cursor`. `null` on the last page. */
            readonly nextCursor: string | null;
        };
        /** @description A page of refunds. */
        readonly RefundList: {
            /** @description Newest first. */
            readonly data: readonly components["schemas"]["Refund"][];
            /** @description Leads on: send it as `cursor`. `null` on the last page. */
            readonly nextCursor: string | null;
        };
        /** @description A page of orders. */
        readonly OrderList: {
            /** @description Newest first. */
            readonly data: readonly components["schemas"]["Order"][];
            /** @description Leads on: send it as `cursor`. `null` on the last page. */
            readonly nextCursor: string | null;
        };
        /** @description What went wrong (RFC 9457). Programs go by `code` and `retry`, people read `detail`. */
        readonly Problem: {
            /**
             * Format: uri-reference
             * @description Path-absolute: the page that explains it.
             */
            readonly type: string;
            /** @description The same for every problem of this code. */
            readonly title: string;
            /** @description The HTTP status again. */
            readonly status: number;
            /** @description What was wrong this time and what to do, for a person. */
            readonly detail: string;
            /** @description The id of the request that was answered so first: tell it when you ask for help. */
            readonly instance: string;
            /**
             * @description For programs.
             * @enum {string}
             */
            readonly code: "idempotency-key-missing" | "idempotency-key-invalid" | "signature-invalid" | "malformed-json" | "validation-failed" | "card-declined" | "tenant-missing" | "not-found" | "request-in-progress" | "charge-abandoned" | "charge-not-refundable" | "refund-exceeds-charge" | "refund-failed" | "refund-abandoned" | "order-payment-in-progress" | "order-already-paid" | "order-not-editable" | "order-amount-mismatch" | "precondition-failed" | "body-too-large" | "unsupported-media-type" | "idempotency-key-reused" | "internal-error" | "outcome-unknown" | "unavailable";
            /**
             * @description `never`: mend the request first. `same-key`: repeat it unchanged, with the same key. `new-key`: final; trying again is a new intent with a new key.
             * @enum {string}
             */
            readonly retry: "never" | "same-key" | "new-key";
            /** @description With `validation-failed`: what is wrong, 20 entries at most. */
            readonly errors?: readonly {
                /** @description What is wrong (RFC 6901); empty for the whole of it. */
                readonly pointer: string;
                /** @description Why it is, for a person. */
                readonly detail: string;
            }[];
            /** @description With `card-declined` and `charge-abandoned`: the charge that failed. With `order-payment-in-progress` and `order-already-paid`: the charge that has the order. With `refund-failed` and `refund-abandoned`: the charge whose refund failed. */
            readonly chargeId?: string | null;
            /** @description With `refund-failed` and `refund-abandoned`: the refund that failed. */
            readonly refundId?: string;
            /** @description With `refund-exceeds-charge`: what is left to refund, in minor units. */
            readonly refundable?: number;
            /** @description With `card-declined` and `charge-abandoned`: why the charge failed. With `refund-failed` and `refund-abandoned`: why the refund did. */
            readonly failure?: components["schemas"]["Failure"];
            /** @description With `order-amount-mismatch`: what the order costs, in minor units. */
            readonly total?: number;
            /** @description With `order-amount-mismatch`: the currency of the order. */
            readonly currency?: string;
        };
        /** @description A problem explained. */
        readonly ProblemExplanation: {
            /**
             * @description Its code.
             * @enum {string}
             */
            readonly code: "idempotency-key-missing" | "idempotency-key-invalid" | "signature-invalid" | "malformed-json" | "validation-failed" | "card-declined" | "tenant-missing" | "not-found" | "request-in-progress" | "charge-abandoned" | "charge-not-refundable" | "refund-exceeds-charge" | "refund-failed" | "refund-abandoned" | "order-payment-in-progress" | "order-already-paid" | "order-not-editable" | "order-amount-mismatch" | "precondition-failed" | "body-too-large" | "unsupported-media-type" | "idempotency-key-reused" | "internal-error" | "outcome-unknown" | "unavailable";
            /** @description The HTTP status that it comes with. */
            readonly status: number;
            /** @description In short. */
            readonly title: string;
            /**
             * @description What a program may do about it, as in the problem itself.
             * @enum {string}
             */
            readonly retry: "never" | "same-key" | "new-key";
            /** @description Whether the answer is final: then every repeat with the same key gets it, byte for byte. */
            readonly stored: boolean;
            /** @description What has happened. */
            readonly meaning: string;
            /** @description What to do about it. */
            readonly whatToDo: string;
        };
        /** @description What API Gateway answers by itself. It is no problem document and has no code: go by the status. */
        readonly GatewayAnswer: {
            /** @description For a person. */
            readonly message: string;
        };
        /** @description An event of Stripe. Only what it is about is read: what it says of that is not believed, Stripe is asked. */
        readonly StripeEvent: {
            /** @description The event's id. */
            readonly id: string;
            /**
             * @description What this is.
             * @constant
             */
            readonly object: "event";
            /** @description What happened. */
            readonly type: string;
            /** @description What it happened to. */
            readonly data: {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /** @description Nothing more can come of the event. */
        readonly Received: {
            /**
             * @description Always `true`.
             * @constant
             */
            readonly received: true;
        };
        /** @description What is to be charged. Members that may be left out may also be `null`; that makes two different requests, since a request is compared as it was sent. */
        readonly NewCharge: {
            /** @description Minor units (cents). An amount below the processor's own minimum, which differs from currency to currency, is accepted and then declined: `card-declined` with the failure `payment-refused` or `amount-not-supported`. */
            readonly amount: number;
            /** @description ISO 4217, of the currencies with a decimal minor unit. Both cases are accepted and upper case is answered; `EUR` and `eur` are two requests all the same, since a request is compared as it was sent. */
            readonly currency: string;
            /** @description A token of the payment processor, such as `pm_card_visa`. Never a card number. A text that looks like a card number is refused, wherever it stands: send tokens of your payment processor only. */
            readonly paymentMethod: string;
            /**
             * @description The order that this charge pays. Amount and currency must be exactly those of the order, and an order is paid by one charge at most, whatever keys are used.
             * @default null
             */
            readonly orderId?: string | null;
            /**
             * @description Where a receipt may go to. It is not answered back.
             * @default null
             */
            readonly receiptEmail?: string | null;
            /**
             * @description A text for people. A text that looks like a card number is refused, wherever it stands: send tokens of your payment processor only.
             * @default null
             */
            readonly description?: string | null;
            /**
             * @description Up to 20 texts of your own, by name. A text that looks like a card number is refused, wherever it stands: send tokens of your payment processor only.
             * @default null
             */
            readonly metadata?: {
                readonly [key: string]: string;
            } | null;
        };
        /**
         * @description What is to be given back. Members that may be left out may also be `null`; that makes two different requests, since a request is compared as it was sent.
         * @example {
         *       "amount": 1250,
         *       "reason": "requested-by-customer"
         *     }
         */
        readonly NewRefund: {
            /**
             * @description Minor units, in the currency of the charge. Left out: all that is left.
             * @default null
             */
            readonly amount?: number | null;
            /**
             * @description Why. For people and statistics: it changes nothing.
             * @default null
             */
            readonly reason?: ("requested-by-customer" | "duplicate" | "fraudulent") | null;
        };
        /** @description One line of an order. */
        readonly OrderItem: {
            /** @description What is sold, by your own name for it. A text that looks like a card number is refused, wherever it stands: send tokens of your payment processor only. */
            readonly sku: string;
            /** @description How many. */
            readonly quantity: number;
            /** @description The price of one, in minor units. A free item is an item. */
            readonly unitAmount: number;
        };
        /** @description What is ordered. A PUT replaces all of it. */
        readonly OrderContent: {
            /** @description ISO 4217, of the currencies with a decimal minor unit. Both cases are accepted and upper case is answered; `EUR` and `eur` are two requests all the same, since a request is compared as it was sent. */
            readonly currency: string;
            /** @description What is ordered, line by line. All of it together must cost 1 to 99999999 minor units. */
            readonly items: readonly components["schemas"]["OrderItem"][];
            /** @description Who orders. */
            readonly customer: {
                /**
                 * Format: email
                 * @description An email address: where receipts go to.
                 */
                readonly email: string;
            };
            /**
             * @description Up to 20 texts of your own, by name. A text that looks like a card number is refused, wherever it stands: send tokens of your payment processor only.
             * @default null
             */
            readonly metadata?: {
                readonly [key: string]: string;
            } | null;
        };
    };
    responses: never;
    parameters: {
        /**
         * @description One new, unguessable value per intent (a UUID, made when the cart is shown and not per click), the same on every repeat. 1 to 255 visible ASCII characters, bare or as a quoted string (RFC 9651): both forms mean the same key, and only the quoted one may hold spaces, commas and quotes. More than one value is an error.
         * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
         */
        readonly IdempotencyKey: string;
        /**
         * @description Answers the one resource that this key has created, or 404 when it has created none: "has it charged?". Send it alone, in either form of the header.
         * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
         */
        readonly KeyToLookUp: string;
        /**
         * @description How many to answer at most.
         * @example 20
         */
        readonly Limit: number;
        /**
         * @description Where to go on: the `nextCursor` of the page before, unchanged. What is created meanwhile does not shift what follows.
         * @example MjAyNi0xMS0yNFQxODowMzo0MC4xMTdaI2No
         */
        readonly Cursor: string;
        /**
         * @description The `ETag` that was read last (or several, or `*`): the order is changed only if it is still that version. Without it the last one to arrive wins.
         * @example "n4bQgYhMfWWaL-qgxVrQFa"
         */
        readonly IfMatch: string;
        /** @description The time and the signature over the raw body, as Stripe makes them. */
        readonly StripeSignature: string;
        /** @description The charge's id. */
        readonly ChargeId: string;
        /** @description The refund's id. */
        readonly RefundId: string;
        /** @description The order's id. */
        readonly OrderId: string;
        /**
         * @description The problem's code.
         * @example outcome-unknown
         */
        readonly ProblemCode: string;
    };
    requestBodies: never;
    headers: {
        /** @description Where the resource is: path-absolute. */
        readonly Location: string;
        /** @description Names exactly these bytes (a strong validator): for `If-Match`. */
        readonly ETag: string;
        /** @description There, and `true`, when this answer was given before and is repeated: byte for byte as it was answered first. GET shows the resource as it is now. */
        readonly "Idempotent-Replayed": "true";
        /** @description In how many seconds to repeat the request, unchanged. */
        readonly "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly "charges.list": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How many to answer at most.
                 * @example 20
                 */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description Where to go on: the `nextCursor` of the page before, unchanged. What is created meanwhile does not shift what follows.
                 * @example MjAyNi0xMS0yNFQxODowMzo0MC4xMTdaI2No
                 */
                readonly cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Answers the one resource that this key has created, or 404 when it has created none: "has it charged?". Send it alone, in either form of the header.
                 * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
                 */
                readonly idempotencyKey?: components["parameters"]["KeyToLookUp"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of charges; with `idempotencyKey`, the charge. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChargeList"] | components["schemas"]["Charge"];
                };
            };
            /** @description `validation-failed`: The request is not valid. `idempotency-key-invalid`: Idempotency-Key is not valid. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "validation-failed" | "idempotency-key-invalid";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "charges.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description One new, unguessable value per intent (a UUID, made when the cart is shown and not per click), the same on every repeat. 1 to 255 visible ASCII characters, bare or as a quoted string (RFC 9651): both forms mean the same key, and only the quoted one may hold spaces, commas and quotes. More than one value is an error.
                 * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewCharge"];
            };
        };
        readonly responses: {
            /** @description Charged. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Charge"];
                };
            };
            /** @description `malformed-json`: The body is not acceptable JSON. `validation-failed`: The request is not valid. `idempotency-key-missing`: Idempotency-Key is missing. `idempotency-key-invalid`: Idempotency-Key is not valid. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "malformed-json" | "validation-failed" | "idempotency-key-missing" | "idempotency-key-invalid";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `card-declined`: The payment was declined. */
            readonly 402: {
                headers: {
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "card-declined";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: This request is being worked on. `charge-abandoned`: The charge was abandoned. `order-payment-in-progress`: The order is being paid. `order-already-paid`: The order is paid. `order-not-editable`: The order can no longer change. `order-amount-mismatch`: The amount is not the order total. */
            readonly 409: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "request-in-progress" | "charge-abandoned" | "order-payment-in-progress" | "order-already-paid" | "order-not-editable" | "order-amount-mismatch";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. From API Gateway itself: The body is larger than API Gateway takes (10 MB). */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "body-too-large";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Request Entity Too Large"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unsupported-media-type`: The content type is not supported. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unsupported-media-type";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: The key belongs to another request. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "idempotency-key-reused";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. `outcome-unknown`: The outcome is not known yet. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable" | "outcome-unknown";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "charges.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The charge's id. */
                readonly id: components["parameters"]["ChargeId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The charge. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Charge"];
                };
            };
            /** @description From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "refunds.list": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How many to answer at most.
                 * @example 20
                 */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description Where to go on: the `nextCursor` of the page before, unchanged. What is created meanwhile does not shift what follows.
                 * @example MjAyNi0xMS0yNFQxODowMzo0MC4xMTdaI2No
                 */
                readonly cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Answers the one resource that this key has created, or 404 when it has created none: "has it charged?". Send it alone, in either form of the header.
                 * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
                 */
                readonly idempotencyKey?: components["parameters"]["KeyToLookUp"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The charge's id. */
                readonly id: components["parameters"]["ChargeId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of refunds; with `idempotencyKey`, the refund. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefundList"] | components["schemas"]["Refund"];
                };
            };
            /** @description `validation-failed`: The request is not valid. `idempotency-key-invalid`: Idempotency-Key is not valid. From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "validation-failed" | "idempotency-key-invalid";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "refunds.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description One new, unguessable value per intent (a UUID, made when the cart is shown and not per click), the same on every repeat. 1 to 255 visible ASCII characters, bare or as a quoted string (RFC 9651): both forms mean the same key, and only the quoted one may hold spaces, commas and quotes. More than one value is an error.
                 * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /** @description The charge's id. */
                readonly id: components["parameters"]["ChargeId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewRefund"];
            };
        };
        readonly responses: {
            /** @description Given back. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description `malformed-json`: The body is not acceptable JSON. `validation-failed`: The request is not valid. `idempotency-key-missing`: Idempotency-Key is missing. `idempotency-key-invalid`: Idempotency-Key is not valid. From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "malformed-json" | "validation-failed" | "idempotency-key-missing" | "idempotency-key-invalid";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `request-in-progress`: This request is being worked on. `charge-not-refundable`: The charge cannot be refunded. `refund-exceeds-charge`: The refund is more than is left. `refund-failed`: The refund failed. `refund-abandoned`: The refund was abandoned. */
            readonly 409: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "request-in-progress" | "charge-not-refundable" | "refund-exceeds-charge" | "refund-failed" | "refund-abandoned";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. From API Gateway itself: The body is larger than API Gateway takes (10 MB). */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "body-too-large";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Request Entity Too Large"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unsupported-media-type`: The content type is not supported. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unsupported-media-type";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: The key belongs to another request. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "idempotency-key-reused";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. `outcome-unknown`: The outcome is not known yet. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable" | "outcome-unknown";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "refunds.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The charge's id. */
                readonly id: components["parameters"]["ChargeId"];
                /** @description The refund's id. */
                readonly refundId: components["parameters"]["RefundId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The refund. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "orders.list": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How many to answer at most.
                 * @example 20
                 */
                readonly limit?: components["parameters"]["Limit"];
                /**
                 * @description Where to go on: the `nextCursor` of the page before, unchanged. What is created meanwhile does not shift what follows.
                 * @example MjAyNi0xMS0yNFQxODowMzo0MC4xMTdaI2No
                 */
                readonly cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Answers the one resource that this key has created, or 404 when it has created none: "has it charged?". Send it alone, in either form of the header.
                 * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
                 */
                readonly idempotencyKey?: components["parameters"]["KeyToLookUp"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of orders; with `idempotencyKey`, the order. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderList"] | components["schemas"]["Order"];
                };
            };
            /** @description `validation-failed`: The request is not valid. `idempotency-key-invalid`: Idempotency-Key is not valid. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "validation-failed" | "idempotency-key-invalid";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "orders.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description One new, unguessable value per intent (a UUID, made when the cart is shown and not per click), the same on every repeat. 1 to 255 visible ASCII characters, bare or as a quoted string (RFC 9651): both forms mean the same key, and only the quoted one may hold spaces, commas and quotes. More than one value is an error.
                 * @example 0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11
                 */
                readonly "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderContent"];
            };
        };
        readonly responses: {
            /** @description Placed. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed-json`: The body is not acceptable JSON. `validation-failed`: The request is not valid. `idempotency-key-missing`: Idempotency-Key is missing. `idempotency-key-invalid`: Idempotency-Key is not valid. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "malformed-json" | "validation-failed" | "idempotency-key-missing" | "idempotency-key-invalid";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `request-in-progress`: This request is being worked on. */
            readonly 409: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "request-in-progress";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. From API Gateway itself: The body is larger than API Gateway takes (10 MB). */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "body-too-large";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Request Entity Too Large"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unsupported-media-type`: The content type is not supported. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unsupported-media-type";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: The key belongs to another request. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "idempotency-key-reused";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. `outcome-unknown`: The outcome is not known yet. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable" | "outcome-unknown";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "orders.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's id. */
                readonly id: components["parameters"]["OrderId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "orders.replace": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` that was read last (or several, or `*`): the order is changed only if it is still that version. Without it the last one to arrive wins.
                 * @example "n4bQgYhMfWWaL-qgxVrQFa"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                /** @description The order's id. */
                readonly id: components["parameters"]["OrderId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderContent"];
            };
        };
        readonly responses: {
            /** @description The order, as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed-json`: The body is not acceptable JSON. `validation-failed`: The request is not valid. From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "malformed-json" | "validation-failed";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `order-payment-in-progress`: The order is being paid. `order-already-paid`: The order is paid. `order-not-editable`: The order can no longer change. */
            readonly 409: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "order-payment-in-progress" | "order-already-paid" | "order-not-editable";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "precondition-failed";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. From API Gateway itself: The body is larger than API Gateway takes (10 MB). */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "body-too-large";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Request Entity Too Large"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unsupported-media-type`: The content type is not supported. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unsupported-media-type";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "orders.cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `ETag` that was read last (or several, or `*`): the order is changed only if it is still that version. Without it the last one to arrive wins.
                 * @example "n4bQgYhMfWWaL-qgxVrQFa"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                /** @description The order's id. */
                readonly id: components["parameters"]["OrderId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is canceled. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Unauthorized"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `tenant-missing`: The token names no tenant. From API Gateway itself: The access token lacks the scope of this operation. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "tenant-missing";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Forbidden"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `order-payment-in-progress`: The order is being paid. `order-already-paid`: The order is paid. */
            readonly 409: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "order-payment-in-progress" | "order-already-paid";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "precondition-failed";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "webhooks.stripe": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The time and the signature over the raw body, as Stripe makes them. */
                readonly "Stripe-Signature": components["parameters"]["StripeSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StripeEvent"];
            };
        };
        readonly responses: {
            /** @description Nothing more can come of the event. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Received"];
                };
            };
            /** @description `signature-invalid`: The signature is not valid. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "signature-invalid";
                    } & components["schemas"]["Problem"];
                };
            };
            /** @description From API Gateway itself: The body is larger than API Gateway takes (10 MB). */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Request Entity Too Large"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `unavailable`: Temporarily unavailable. From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "unavailable";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "contract.document": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description An OpenAPI 3.1 document. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    readonly "contract.problem-page": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The problem's code.
                 * @example outcome-unknown
                 */
                readonly code: components["parameters"]["ProblemCode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The problem, explained. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                    readonly "application/json": components["schemas"]["ProblemExplanation"];
                };
            };
            /** @description From API Gateway itself: The path is not valid percent-encoding. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Bad Request"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: Not found. From API Gateway itself: There is no such path, or no such method on it. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "not-found";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Not Found"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: Too many requests. None of this one was done: slow down. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Too Many Requests"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal-error`: Something went wrong here. From API Gateway itself: The function broke off. It may or may not have happened. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": {
                        /** @enum {unknown} */
                        readonly code?: "internal-error";
                    } & components["schemas"]["Problem"];
                    /**
                     * @example {
                     *       "message": "Internal Server Error"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description From API Gateway itself: The function did not answer in time. It may or may not have happened. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Service Unavailable"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
}
