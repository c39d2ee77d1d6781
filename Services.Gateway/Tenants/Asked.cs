namespace Nanobot.Services.Gateway.Tenants;

/// <summary>When something was asked for: an answer is as old as its question.</summary>
/// <param name="At">By the clock.</param>
/// <param name="Step">In the order of the changes that are known here.</param>
internal readonly record struct Asked(DateTimeOffset At, long Step);
