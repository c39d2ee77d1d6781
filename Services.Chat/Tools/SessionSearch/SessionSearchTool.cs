using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Conversations = Nanobot.Services.Chat.Sessions.Searching.SessionSearch;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.SessionSearch;

/// <summary>Looks for words in the user's earlier conversations.</summary>
internal sealed class SessionSearchTool(Conversations sessions) : ITool
{
    private const int Most = 10;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("session", "search",
            "Find words in the user's earlier conversations.",
            $$"""{"query": {"type": "string", "maxLength": {{SearchWords.MaximumLength}}, "description": "Words, taken as they stand"} }""", "query"),
        ToolScope.Sessions, ToolAccess.Read, CostClass.Read, SessionSearchPhrases.Skill);

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var query = invocation.Arguments.Text("query", SearchWords.MaximumLength);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (!SearchWords.TryParse(query, out var words))
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid($"query {SearchWords.Form}"));
        }

        var (found, mark) = await sessions.FindAsync(invocation.Context, words, null, Most, cancellationToken);
        return ToolResult.Of(new
        {
            sessions = found.Select(static one => new
            {
                one.Session.SessionId,
                one.Session.Title,
                one.Session.UpdatedAt,
                by = one.Found.Message?.Role,
                excerpt = one.Found.Message?.Excerpt,
            }),
            more = mark is not null,
        }).Carrying(found.Aggregate(TextLabels.None, static (labels, one) => labels | one.Labels));
    }
}
