using Nanobot.Clients;

namespace Nanobot.Services.Chat.Domain.Agent.Tools;

/// <summary>Reads what the user follows.</summary>
internal sealed class WatchlistGetTool(UsersClient users) : IAgentTool
{
    public static ToolDeclaration Declaration { get; } = new("watchlist", "get",
        "Read the user's watchlist: the stocks, people, keywords and sectors that the user follows.");

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken) =>
        await users.FindAsync(invocation.Context.RequiredUserId, cancellationToken) is { } user
            ? ToolResult.Of(user.Watchlist)
            : ToolResult.Error("USER_NOT_FOUND", "There is no such user.");
}
