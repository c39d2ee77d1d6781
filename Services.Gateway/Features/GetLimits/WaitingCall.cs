namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>A call of the caller's that waits for a slot at this gateway.</summary>
/// <param name="Level">Whose slots it waits for: the key's, the user's or the tenant's.</param>
/// <param name="Position">Its place among all that wait for those; 1 is next.</param>
/// <param name="Since">When it came.</param>
/// <param name="Until">Until when it waits.</param>
internal sealed record WaitingCall(string Level, int Position, DateTimeOffset Since, DateTimeOffset Until);
