using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Completions;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Makes a task of a request, and names all that is wrong with one.</summary>
internal static class CompletionReader
{
    private const int MostMessages = 2000;

    /// <summary>The task; what is wrong is told to <paramref name="errors"/>, and then the task is none.</summary>
    public static CompletionTask? Read(CompletionRequest request, ToolCatalogue own, ValidationErrors errors)
    {
        errors.Require(request.Model is { Length: > 0 }, "model", "must name one of the models that GET /v1/models lists")
            .Require(request.Messages is { Count: > 0 and <= MostMessages } || errors.IsUnreadable("messages"), "messages", "must be 1 to 2000 messages");
        var conversation = new MessageReader(errors);
        if (request.Messages is { Count: > 0 and <= MostMessages } messages)
        {
            conversation.Read(messages);
        }

        var wishes = WishReader.Read(request, ToolReader.Read(request.Tools, own, errors), errors);
        if (errors.Any || request.Messages is null)
        {
            return null;
        }

        var said = conversation.Messages;
        var question = said.FindLastIndex(static message => message.Role == ChatRole.User);
        return new CompletionTask(request.Model!, conversation.Instructions, said[..question], said[question], said[(question + 1)..], wishes with { Model = request.Model }) { Refused = conversation.Images.Refused };
    }
}
