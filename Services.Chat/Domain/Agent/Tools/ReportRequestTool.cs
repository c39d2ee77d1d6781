using Nanobot.Clients;
using Nanobot.Contracts.Reports;

namespace Nanobot.Services.Chat.Domain.Agent.Tools;

/// <summary>Asks the reports module for a report of the user's.</summary>
internal sealed class ReportRequestTool(ReportsClient reports) : IAgentTool
{
    public static ToolDeclaration Declaration { get; } = new("report", "request",
        "Start a report for the user. It is made in the background; read it later with report_get.",
        """
        {
          "report_type": {"type": "string", "enum": ["daily", "weekly", "custom"]},
          "custom_prompt": {"type": "string", "description": "What a custom report is about; for custom only"},
          "focus_areas": {"type": "array", "items": {"type": "string"}, "maxItems": 10, "description": "What to look at in particular"}
        }
        """, "report_type");

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var request = new ReportRequest(
            invocation.Arguments.Text("report_type", 20),
            invocation.Arguments.OptionalText("custom_prompt", 2000),
            invocation.Arguments.OptionalTexts("focus_areas", 10, 100));
        return invocation.Arguments.Invalid
            ?? ToolResult.Of(await reports.RequestAsync(request, invocation.Key, cancellationToken));
    }
}
