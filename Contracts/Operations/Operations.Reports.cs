namespace Nanobot.Contracts.Operations;

public static partial class Operations
{
    /// <summary>Reports.</summary>
    public static class Reports
    {
        /// <summary>The module's name.</summary>
        public const string Module = "reports";

        private static readonly ModuleOperations Table = new(Module);

        /// <summary><c>POST /reports</c>.</summary>
        public static Operation RequestReport { get; } = Table.Post("reports.create", "RequestReport", "/reports", Access.User, CostClass.Report);

        /// <summary><c>GET /reports</c>.</summary>
        public static Operation ListReports { get; } = Table.Get("reports.list", "ListReports", "/reports", Access.User);

        /// <summary><c>GET /reports/{report_id}</c>.</summary>
        public static Operation GetReport { get; } = Table.Get("reports.get", "GetReport", "/reports/{report_id}", Access.User, MediaTypes.Json, MediaTypes.Markdown, MediaTypes.Html, MediaTypes.Text, MediaTypes.Pdf);

        /// <summary><c>DELETE /reports/{report_id}</c>.</summary>
        public static Operation DeleteReport { get; } = Table.Delete("reports.delete", "DeleteReport", "/reports/{report_id}", Access.User);

        /// <summary><c>GET /reports/retention</c>.</summary>
        public static Operation GetRetention { get; } = Table.Get("reports.retention.get", "GetRetention", "/reports/retention", Access.Member);

        /// <summary><c>PUT /reports/retention</c>.</summary>
        public static Operation PutRetention { get; } = Table.Put("reports.retention.put", "PutRetention", "/reports/retention", Access.Admin);

        /// <summary><c>DELETE /reports/retention</c>.</summary>
        public static Operation DeleteRetention { get; } = Table.Delete("reports.retention.delete", "DeleteRetention", "/reports/retention", Access.Admin);

        /// <summary><c>GET /reports/{report_id}/evidence</c>.</summary>
        public static Operation ListEvidence { get; } = Table.Get("reports.evidence.list", "ListEvidence", "/reports/{report_id}/evidence", Access.User);

        /// <summary><c>GET /reports/{report_id}/evidence/{number}</c>.</summary>
        public static Operation GetEvidence { get; } = Table.Get("reports.evidence.get", "GetEvidence", "/reports/{report_id}/evidence/{number}", Access.User);

        /// <summary><c>POST /reports/{report_id}/cancel</c>.</summary>
        public static Operation CancelReport { get; } = Table.Post("reports.cancel", "CancelReport", "/reports/{report_id}/cancel", Access.User);

        /// <summary><c>POST /reports/{report_id}/share</c>.</summary>
        public static Operation ShareReport { get; } = Table.Post("reports.shares.create", "ShareReport", "/reports/{report_id}/share", Access.User);

        /// <summary><c>GET /reports/{report_id}/shares</c>.</summary>
        public static Operation ListShares { get; } = Table.Get("reports.shares.list", "ListShares", "/reports/{report_id}/shares", Access.User);

        /// <summary><c>DELETE /reports/{report_id}/shares/{share_id}</c>.</summary>
        public static Operation RevokeShare { get; } = Table.Delete("reports.shares.delete", "RevokeShare", "/reports/{report_id}/shares/{share_id}", Access.User);

        /// <summary><c>GET /shared/{token}</c>.</summary>
        public static Operation GetSharedReport { get; } =
            Table.Get("reports.shared.get", "GetSharedReport", "/shared/{token}", Access.Link, MediaTypes.Html, MediaTypes.Markdown, MediaTypes.Text, MediaTypes.Pdf, MediaTypes.Json);

        /// <summary><c>GET /reports/{report_id}/deliveries</c>.</summary>
        public static Operation ListDeliveries { get; } = Table.Get("reports.deliveries.list", "ListDeliveries", "/reports/{report_id}/deliveries", Access.User);

        /// <summary><c>POST /reports/{report_id}/deliveries/{channel}/replay</c>.</summary>
        public static Operation ReplayDelivery { get; } = Table.Post("reports.deliveries.replay", "ReplayDelivery", "/reports/{report_id}/deliveries/{channel}/replay", Access.User);

        /// <summary><c>GET /delivery</c>.</summary>
        public static Operation GetDeliverySettings { get; } = Table.Get("delivery.get", "GetDeliverySettings", "/delivery", Access.User);

        /// <summary><c>PUT /delivery/webhook</c>.</summary>
        public static Operation PutDeliveryWebhook { get; } = Table.Put("delivery.webhook.put", "PutDeliveryWebhook", "/delivery/webhook", Access.User);

        /// <summary><c>POST /delivery/webhook/rotate</c>.</summary>
        public static Operation RotateDeliveryWebhook { get; } = Table.Post("delivery.webhook.rotate", "RotateDeliveryWebhook", "/delivery/webhook/rotate", Access.User);

        /// <summary><c>DELETE /delivery/webhook</c>.</summary>
        public static Operation DeleteDeliveryWebhook { get; } = Table.Delete("delivery.webhook.delete", "DeleteDeliveryWebhook", "/delivery/webhook", Access.User);

        /// <summary><c>PUT /delivery/email</c>.</summary>
        public static Operation PutDeliveryEmail { get; } = Table.Put("delivery.email.put", "PutDeliveryEmail", "/delivery/email", Access.User);

        /// <summary><c>POST /delivery/email/verify</c>.</summary>
        public static Operation VerifyDeliveryEmail { get; } = Table.Post("delivery.email.verify", "VerifyDeliveryEmail", "/delivery/email/verify", Access.User);

        /// <summary><c>DELETE /delivery/email</c>.</summary>
        public static Operation DeleteDeliveryEmail { get; } = Table.Delete("delivery.email.delete", "DeleteDeliveryEmail", "/delivery/email", Access.User);

        /// <summary><c>PUT /delivery/quiet-hours</c>.</summary>
        public static Operation PutQuietHours { get; } = Table.Put("delivery.quiet_hours.put", "PutQuietHours", "/delivery/quiet-hours", Access.User);

        /// <summary><c>DELETE /delivery/quiet-hours</c>.</summary>
        public static Operation DeleteQuietHours { get; } = Table.Delete("delivery.quiet_hours.delete", "DeleteQuietHours", "/delivery/quiet-hours", Access.User);

        /// <summary><c>GET /delivery/alerts</c>.</summary>
        public static Operation GetAlerts { get; } = Table.Get("delivery.alerts.get", "GetAlerts", "/delivery/alerts", Access.User);

        /// <summary><c>PUT /delivery/alerts</c>.</summary>
        public static Operation PutAlerts { get; } = Table.Put("delivery.alerts.put", "PutAlerts", "/delivery/alerts", Access.User);

        /// <summary><c>GET /delivery/unsubscribe/{token}</c>.</summary>
        public static Operation AskUnsubscribe { get; } = Table.Get("delivery.unsubscribe.ask", "AskUnsubscribe", "/delivery/unsubscribe/{token}", Access.Link, MediaTypes.Html);

        /// <summary><c>POST /delivery/unsubscribe/{token}</c>.</summary>
        public static Operation Unsubscribe { get; } = Table.Post("delivery.unsubscribe", "Unsubscribe", "/delivery/unsubscribe/{token}", Access.Link, CostClass.Write, MediaTypes.Html);

        /// <summary>All of the module's.</summary>
        public static IReadOnlyList<Operation> All => Table.All;
    }
}
