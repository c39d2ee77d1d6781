namespace Nanobot.Services.Gateway.Credentials.Jwt.Keys;

/// <summary>An issuer's keys as they were at a moment.</summary>
/// <param name="Keys">The issuer's keys.</param>
/// <param name="State">Their <see cref="IIssuerKeys.State"/> then.</param>
internal readonly record struct KeysAtHand(IIssuerKeys Keys, object? State)
{
    /// <summary>The keys as they are now.</summary>
    public static KeysAtHand Of(IIssuerKeys keys) => new(keys, keys.State);

    /// <summary>Whether they are still those.</summary>
    public bool AreTheSame => State is not null && ReferenceEquals(Keys.State, State);
}
