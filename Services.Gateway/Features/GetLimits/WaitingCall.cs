namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>A call of the caller's that waits for a slot at this gateway.</summary>
/// <param name="Position">Its place among all of the tenant's; 1 is next.</param>
/// <param name="Since">When it came.</param>
/// <param name="Until">Until when it waits.</param>
internal sealed record WaitingCall(int Position, DateTimeOffset Since, DateTimeOffset Until);
