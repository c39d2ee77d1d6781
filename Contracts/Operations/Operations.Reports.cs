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

        /// <summary>All of the module's.</summary>
        public static IReadOnlyList<Operation> All => Table.All;
    }
}
