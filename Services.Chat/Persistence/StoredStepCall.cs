using System.Text.Json;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>A call of a tool as a step holds it.</summary>
/// <param name="Id">The id that the model gave it.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">What was passed; null for none.</param>
/// <param name="Wrong">What is wrong with the arguments, where they cannot be read.</param>
internal sealed record StoredStepCall(string Id, string Name, IReadOnlyDictionary<string, JsonElement>? Arguments, string? Wrong);
