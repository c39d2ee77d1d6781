using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.ReportGet;

/// <summary>Reads one of the user's reports.</summary>
internal sealed class ReportGetTool(IReports reports) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("report", "get",
            "Read one of the user's reports: its status and, once completed, its content.",
            """{"report_id": {"type": "string", "description": "Id from report_list or report_request"}}""", "report_id"),
        ToolScope.Reports, ToolAccess.Read, CostClass.Read, ReportGetPhrases.Skill)
    {
        // Reports are made of news.
        Carries = TextLabels.Tool | TextLabels.Web,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var id = invocation.Arguments.Text("report_id", 100);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        return Guid.TryParse(id, out var reportId) && await reports.FindAsync(reportId, cancellationToken) is { } report
            ? ToolResult.Of(new { report.ReportId, report.ReportType, report.Status, report.Content, report.ErrorMessage, report.CreatedAt })
            : ToolResult.Error(ToolErrors.ReportNotFound);
    }
}
