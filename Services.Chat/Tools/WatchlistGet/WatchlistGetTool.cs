using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.WatchlistGet;

/// <summary>Reads what the user follows.</summary>
internal sealed class WatchlistGetTool(IUsers users) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("watchlist", "get",
            "Read the user's watchlist: the stocks, people, keywords and sectors that the user follows."),
        ToolScope.Configuration, ToolAccess.Read, CostClass.Read, WatchlistGetPhrases.Skill)
    {
        // It changes by the user's hand, words or approval alone.
        Carries = TextLabels.User,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken) =>
        await users.FindAsync(invocation.Context.RequiredUserId, cancellationToken) is { } user
            ? ToolResult.Of(user.Watchlist)
            : ToolResult.Error(ToolErrors.UserNotFound);
}
