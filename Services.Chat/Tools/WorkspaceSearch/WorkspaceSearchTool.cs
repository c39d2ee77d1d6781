using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;
using Files = Nanobot.Services.Chat.Workspaces.WorkspaceSearch;

namespace Nanobot.Services.Chat.Tools.WorkspaceSearch;

/// <summary>Looks for words in the names and texts of the user's files.</summary>
internal sealed class WorkspaceSearchTool(Files files) : ITool
{
    private const int LongestQuery = 200;
    private const int Most = 20;
    private const int MostPages = 5;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "search",
            "Find the user's files by words in their names or texts.",
            $$"""{"query": {"type": "string", "maxLength": {{LongestQuery}}, "description": "Words, taken as they stand"} }""", "query"),
        ToolScope.Workspace, ToolAccess.Read, CostClass.Read, WorkspaceSearchPhrases.Skill)
    {
        Carries = TextLabels.Workspace,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var query = invocation.Arguments.Text("query", LongestQuery);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (string.IsNullOrWhiteSpace(query))
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("query is needed, as a text that says something"));
        }

        var found = new List<FoundFile>();
        var (request, next) = (new PageRequest(Most, null), (string?)null);
        for (var pages = 0; pages < MostPages && found.Count < Most && (pages == 0 || next is not null); pages++)
        {
            (var items, next) = await files.FindAsync(invocation.Context, query, next is null ? request : request.Behind(next), cancellationToken);
            found.AddRange(items);
        }

        var shown = found.Take(Most).ToList();
        return ToolResult.Of(new
        {
            files = shown.Select(static file => new { path = file.Entry.Path, line = file.Line, excerpt = file.Excerpt }),
            more = next is not null || found.Count > Most,
        }).Carrying(shown.Aggregate(TextLabels.None, static (labels, file) => labels | file.Labels));
    }
}
