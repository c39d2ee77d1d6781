using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.ReportList;

/// <summary>Lists the user's newest reports, or those that have some words.</summary>
internal sealed class ReportListTool(IReports reports) : ITool
{
    // Reports are made of news.
    private const TextLabels OfExcerpts = TextLabels.Tool | TextLabels.Web;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("report", "list",
            "List the user's reports, the newest first, without their content; with search those that have these words, with where they stand.",
            $$"""{"limit": {"type": "integer", "minimum": 1, "maximum": 50, "description": "10 by default"}, "search": {"type": "string", "maxLength": {{SearchWords.MaximumLength}}, "description": "Words, taken as they stand"} }"""),
        ToolScope.Reports, ToolAccess.Read, CostClass.Read, ReportListPhrases.Skill)
    {
        // Ids, types and times: no words that somebody wrote. A search says what it carries.
        Carries = TextLabels.None,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var limit = invocation.Arguments.Number("limit", 1, 50, 10);
        var search = invocation.Arguments.OptionalText("search", SearchWords.MaximumLength);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (search is null)
        {
            var newest = await reports.ListAsync(limit, null, cancellationToken);
            return ToolResult.Of(new
            {
                reports = newest.Items.Select(static report => new { report.ReportId, report.ReportType, report.Status, report.CreatedAt }),
            });
        }

        if (!SearchWords.TryParse(search, out var words))
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid($"search {SearchWords.Form}"));
        }

        var found = await reports.ListAsync(limit, words, cancellationToken);
        return ToolResult.Of(new
        {
            reports = found.Items.Select(static report => new
            {
                report.ReportId,
                report.ReportType,
                report.Status,
                report.CreatedAt,
                title = report.Found?.Title,
                excerpt = report.Found is { } where ? where.Before + where.Match + where.After : null,
            }),
            more = found.NextCursor is not null,
        }).Carrying(found.Items.Count > 0 ? OfExcerpts : TextLabels.None);
    }
}
