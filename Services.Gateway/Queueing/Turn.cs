namespace Nanobot.Services.Gateway.Queueing;

/// <summary>What a call that lines up says of itself.</summary>
/// <param name="TenantId">Its tenant.</param>
/// <param name="Flow">Whose turn it is: the user, or who else calls.</param>
/// <param name="Cost">What it is taken to cost, in tokens.</param>
/// <param name="Wait">How long it can wait.</param>
internal sealed record Turn(string TenantId, string Flow, long Cost, TimeSpan Wait);
