using Nanobot.Services.Chat.Runs.Journals;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>What a claimed run is to do, and has done so far.</summary>
/// <param name="Question">What the user said.</param>
/// <param name="IsCancelled">Whether somebody wants it cancelled.</param>
/// <param name="Steps">What earlier attempts have kept.</param>
internal sealed record RunWish(string Question, bool IsCancelled, RunSteps Steps);
