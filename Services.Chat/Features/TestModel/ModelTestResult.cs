using Nanobot.Services.Chat.Answers;

namespace Nanobot.Services.Chat.Features.TestModel;

/// <summary>Answer of <c>POST /models/test</c>.</summary>
/// <param name="Model">The model.</param>
/// <param name="Works">Whether it has answered.</param>
/// <param name="Answer">The beginning of what it said; null: nothing.</param>
/// <param name="Reason">Why it has not answered, in words of the suite and none of its server's; null: it has.</param>
/// <param name="IsTransient">Whether it may work a little later.</param>
/// <param name="TookMs">How long it took, in milliseconds.</param>
/// <param name="Usage">What the call came to.</param>
internal sealed record ModelTestResult(string Model, bool Works, string? Answer, string? Reason, bool IsTransient, long TookMs, ChatUsage Usage);
