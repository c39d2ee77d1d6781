namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>A call that an assistant made of a tool of the caller's.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Always <c>function</c>.</param>
/// <param name="Function">What was called.</param>
/// <param name="Index">Its place, where it comes from a stream; passed over.</param>
internal sealed record RequestedCall(string? Id = null, string? Type = null, CalledFunction? Function = null, int? Index = null);
