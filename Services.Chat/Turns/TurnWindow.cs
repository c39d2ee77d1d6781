using Microsoft.Extensions.Options;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Turns;

/// <summary>How much the model reads at once.</summary>
internal sealed class TurnWindow(ITokenLimits limits, ToolCatalogue tools, IOptions<AgentOptions> options)
{
    // Of what a request may have, so much is for the answer, where there is less than it would take.
    private const int ShareOfReply = 4;
    private const int Least = 256;

    /// <summary>In bytes, as far as the plan lets it in one request.</summary>
    public async ValueTask<long> BytesAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var allowed = (await limits.OfAsync(new TokenCaller(context), cancellationToken)).PerRequest;
        var reply = Math.Min(options.Value.ReplyTokens, allowed / ShareOfReply);
        var tokens = Math.Min(options.Value.ContextWindow - options.Value.ReplyTokens, allowed - reply - tools.DeclaredTokens);
        return Math.Max(tokens, Least) * AgentRun.BytesPerToken;
    }
}
