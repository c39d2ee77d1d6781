using System.Text.Json;
using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Chat.Tools.ReportRequest;

/// <summary>Asks the reports module for a report of the user's.</summary>
internal sealed class ReportRequestTool(IReports reports) : ITool
{
    private const int TypeCharacters = 20;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("report", "request",
            "Start a report for the user. It is made in the background; read it later with report_get.",
            $$"""
            {
              "report_type": {"type": "string", "enum": {{JsonSerializer.Serialize(ReportType.Names)}}, "description": "stock: the symbols among focus_areas in depth, else those of the watchlist; trend: over months; content: a digest of the news, without prices"},
              "custom_prompt": {"type": "string", "description": "What a custom report is about; for custom only"},
              "focus_areas": {"type": "array", "items": {"type": "string"}, "maxItems": {{ReportRequestRules.MaximumFocusAreas}}, "description": "What to look at in particular"}
            }
            """, "report_type"),
        ToolScope.Reports, ToolAccess.Write, CostClass.Report, ReportRequestPhrases.Skill)
    {
        // Asked for under the key of the call.
        IsIdempotent = true,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var request = new Contracts.Reports.ReportRequest(
            invocation.Arguments.Text("report_type", TypeCharacters),
            invocation.Arguments.OptionalText("custom_prompt", CustomPrompt.MaximumLength),
            invocation.Arguments.OptionalTexts("focus_areas", ReportRequestRules.MaximumFocusAreas, FocusArea.MaximumLength));
        return invocation.Arguments.Invalid
            ?? ToolResult.Of(await reports.RequestAsync(request, ReportOrigin.Chat, invocation.Key, cancellationToken));
    }
}
