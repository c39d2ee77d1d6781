namespace Nanobot.Contracts.Reports;

/// <summary>What a user is told of as soon as it happens, and what has happened: <c>GET /delivery/alerts</c>.</summary>
/// <param name="Rules">The rules, in the user's order.</param>
/// <param name="Fired">The last 20 that fired, the newest first.</param>
public sealed record AlertSettings(IReadOnlyList<AlertResource> Rules, IReadOnlyList<FiredAlert> Fired);
