using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Nanobot.ServiceDefaults.Ai.OpenAi;

/// <summary>Puts tool calls together whose names and arguments arrive in pieces, by their index.</summary>
internal sealed class StreamedToolCalls
{
    private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)> _calls = [];

    public void Add(IEnumerable<StreamingChatToolCallUpdate> updates)
    {
        foreach (var update in updates)
        {
            var known = _calls.TryGetValue(update.Index, out var call) ? call : ("", "", new StringBuilder());
            known.Item3.Append(update.FunctionArgumentsUpdate?.ToString());
            _calls[update.Index] = (
                string.IsNullOrEmpty(update.ToolCallId) ? known.Item1 : update.ToolCallId,
                string.IsNullOrEmpty(update.FunctionName) ? known.Item2 : update.FunctionName,
                known.Item3);
        }
    }

    public List<AIContent> ToContents() =>
        [.. _calls.Values.Select(call => OpenAiAnswer.Call(call.Id, call.Name, call.Arguments.ToString()))];
}
