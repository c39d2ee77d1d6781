namespace Nanobot.Services.Chat.Sessions;

/// <summary>What came of taking a session: a hold on it, or that another turn has it, or neither where there is no such session.</summary>
/// <param name="Lease">The hold.</param>
/// <param name="IsHeld">Whether another turn has it.</param>
internal readonly record struct LeaseAttempt(Lease? Lease, bool IsHeld);
