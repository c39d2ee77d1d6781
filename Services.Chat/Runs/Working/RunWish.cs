using Nanobot.Services.Chat.Runs.Journals;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>What a claimed run is to do, and has done so far.</summary>
/// <param name="Question">What the user said.</param>
/// <param name="Purpose">What it is made for: one of <see cref="RunPurpose"/>.</param>
/// <param name="Labels">Where the question may have come from.</param>
/// <param name="IsCancelled">Whether somebody wants it cancelled.</param>
/// <param name="Model">The model that is to answer, and no other; null for the usual ones.</param>
/// <param name="Steps">What earlier attempts have kept.</param>
internal sealed record RunWish(string Question, string Purpose, TextLabels Labels, bool IsCancelled, string? Model, RunSteps Steps);
