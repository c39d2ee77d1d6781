namespace Nanobot.Services.Chat.Sessions;

/// <summary>What came of taking a session: a hold on it, or how long another hold lasts, or neither where there is no such session.</summary>
/// <param name="Lease">The hold.</param>
/// <param name="Wait">For how long another turn has it.</param>
internal readonly record struct LeaseAttempt(Lease? Lease, TimeSpan? Wait);
