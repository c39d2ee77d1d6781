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

        /// <summary>All of the module's.</summary>
        public static IReadOnlyList<Operation> All => Table.All;
    }
}
