using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>A tool of the caller's that the model wants called.</summary>
/// <param name="Index">Its place, in streams only.</param>
/// <param name="Id">To answer it by.</param>
/// <param name="Type">Always <c>function</c>.</param>
/// <param name="Function">What is to be called.</param>
internal sealed record CompletionCall(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index, string Id, string Type, CalledFunction Function)
{
    public static CompletionCall Of(FunctionCallContent call, int? index) =>
        new(index, call.CallId, "function", new CalledFunction(call.Name, call.Arguments is { } arguments ? JsonSerializer.Serialize(arguments, Json.Wire) : "{}"));
}
