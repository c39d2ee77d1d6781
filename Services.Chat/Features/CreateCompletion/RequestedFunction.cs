using System.Text.Json;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>A function that the caller makes itself.</summary>
/// <param name="Name">1 to 64 letters, digits, <c>_</c> and <c>-</c>; none of the assistant's own tools.</param>
/// <param name="Description">For the model.</param>
/// <param name="Parameters">The JSON Schema of its arguments; none without.</param>
/// <param name="Strict">Whether the schema binds the model strictly.</param>
internal sealed record RequestedFunction(string? Name = null, string? Description = null, JsonElement? Parameters = null, bool? Strict = null);
