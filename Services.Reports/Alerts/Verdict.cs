namespace Nanobot.Services.Reports.Alerts;

/// <summary>What a look at a rule comes to.</summary>
/// <param name="Fires">Whether it fires.</param>
/// <param name="State">How it stands from then on, but for when it fired.</param>
internal readonly record struct Verdict(bool Fires, RuleState State);
