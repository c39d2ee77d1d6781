using System.Text.Json;

namespace Nanobot.Evaluation.Cases;

/// <summary>A call of a tool.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Arguments">Arguments that it has to have; others may stand beside them. Texts are compared without regard to case and white space at their ends, and a list has to have all of these.</param>
internal sealed record ExpectedCall(string Tool, IReadOnlyDictionary<string, JsonElement>? Arguments = null);
