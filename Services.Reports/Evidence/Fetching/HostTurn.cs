namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>When a host may be asked.</summary>
/// <param name="At">The turn that was taken, or null where none was: it would be too far away, or the host wants to be left alone.</param>
/// <param name="LeftAloneUntil">Until when it wants that; null where it does not.</param>
internal sealed record HostTurn(DateTimeOffset? At, DateTimeOffset? LeftAloneUntil);
