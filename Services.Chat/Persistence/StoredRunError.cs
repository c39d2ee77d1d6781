using System.Text.Json;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>Why a run has no answer, as the database holds it.</summary>
/// <param name="Status">The status that the answer would have had.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong, for people.</param>
/// <param name="TraceId">The trace of the attempt, where there is one.</param>
/// <param name="Members">Further members of the refusal.</param>
internal sealed record StoredRunError(int Status, string Code, string Detail, string? TraceId, IReadOnlyDictionary<string, JsonElement> Members);
