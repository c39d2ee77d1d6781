namespace Nanobot.Platform.Limits.Tokens;

/// <summary>Knows what may be used of the model; asked ahead of each call, so it must answer from memory mostly.</summary>
public interface ITokenLimits
{
    /// <summary>What holds for <paramref name="caller"/> now.</summary>
    ValueTask<TokenLimits> OfAsync(TokenCaller caller, CancellationToken cancellationToken);
}
