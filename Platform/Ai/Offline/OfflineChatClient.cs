using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>
/// The model that needs nothing: the same messages always give the same answer. It says that it is offline, calls the
/// tools that plain requests need, and counts its tokens at about four characters each.
/// </summary>
internal sealed class OfflineChatClient(OfflineConversation engine) : IChatClient
{
    private const string Name = "offline";
    private const int CharactersPerUpdate = 24;
    private static readonly ChatClientMetadata Metadata = new(Name, null, Name);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var conversation = messages.ToList();
        var (reply, cut) = Answer(conversation, options);
        var content = reply.Call as AIContent ?? new TextContent(reply.Text);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [content]))
        {
            ModelId = Name,
            FinishReason = Reason(reply, cut),
            Usage = Usage(conversation, options, reply),
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var (reply, cut) = Answer(conversation, options);
        if (reply.Call is { } call)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [call]) { ModelId = Name };
        }

        foreach (var piece in TextCut.Pieces(reply.Text, CharactersPerUpdate))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ModelId = Name };
            await Task.Yield();
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage(conversation, options, reply))])
        {
            ModelId = Name,
            FinishReason = Reason(reply, cut),
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Holds nothing.
    }

    private (OfflineReply Reply, bool Cut) Answer(List<ChatMessage> conversation, ChatOptions? options)
    {
        var reply = engine.Reply(conversation, options);
        var most = Math.Max(1, options?.MaxOutputTokens ?? int.MaxValue) * (long)TokenEstimate.CharactersPerToken;
        if (reply.Text.Length <= most)
        {
            return (reply, false);
        }

        return (reply with { Text = TextCut.Beginning(reply.Text, (int)most) }, true);
    }

    private static ChatFinishReason Reason(OfflineReply reply, bool cut) =>
        reply.Call is not null ? ChatFinishReason.ToolCalls : cut ? ChatFinishReason.Length : ChatFinishReason.Stop;

    private static UsageDetails Usage(List<ChatMessage> conversation, ChatOptions? options, OfflineReply reply)
    {
        var characters = conversation.Sum(static message => message.Contents.Sum(Length)) + (options?.Instructions?.Length ?? 0)
            + (options?.Tools ?? []).Sum(static tool => tool.Name.Length + tool.Description.Length);
        var input = TokenEstimate.OfLength(characters);
        var output = TokenEstimate.OfLength(reply.Text.Length + (reply.Call is { } call ? Length(call) : 0));
        return new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
    }

    private static long Length(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        FunctionCallContent call => call.Name.Length + JsonSerializer.Serialize(call.Arguments).Length,
        FunctionResultContent { Result: string text } => text.Length,
        FunctionResultContent result => JsonSerializer.Serialize(result.Result).Length,
        _ => 0,
    };
}
