namespace Nanobot.Services.Reports.Alerts;

/// <summary>How a rule stands.</summary>
/// <param name="IsArmed">Whether it fires when what it says comes true; null before the first look, which only sees where things stand.</param>
/// <param name="SeenDay">The day of the prices at which it fired, or stood where it would have.</param>
/// <param name="SeenAt">Up to when news have been looked at.</param>
/// <param name="LastFiredAt">When it fired last.</param>
internal sealed record RuleState(bool? IsArmed, DateOnly? SeenDay, DateTimeOffset? SeenAt, DateTimeOffset? LastFiredAt);
