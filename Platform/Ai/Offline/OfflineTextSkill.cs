namespace Nanobot.Platform.Ai.Offline;

/// <summary>
/// A kind of request that the offline model answers in words alone, when no tools are on offer. Modules register theirs
/// beside the code that makes such requests.
/// </summary>
/// <param name="Recognise">Whether a request is of this kind.</param>
/// <param name="Write">The answer; has to say that it is the offline model's.</param>
public sealed record OfflineTextSkill(Func<string, bool> Recognise, Func<string, string> Write);
