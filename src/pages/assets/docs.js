// Draws /openapi.json with swagger-ui. No validator badge: it would call a server elsewhere.
"use strict";

window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });
