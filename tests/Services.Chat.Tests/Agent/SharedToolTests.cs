using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Nanobot.Testing;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using TextContent = Microsoft.Extensions.AI.TextContent;

namespace Nanobot.Services.Chat.Tests.Agent;

public sealed class SharedToolTests
{
    [Fact]
    public async Task Tools_and_their_schemas_are_the_same_objects_in_every_turn()
    {
        var (model, calls) = (new CallingModel(), new Calls());
        await using var host = await ChatHost.StartAsync(configure: services =>
        {
            services.AddSingleton<IChatClient>(model);
            services.AddSingleton<IAutoFunctionInvocationFilter>(calls);
        });
        using var ada = host.For(TestContexts.User());
        using var bob = host.For(TestContexts.User("bob"));

        await ada.SayAsync("hi");
        await bob.SayAsync("hi");

        Assert.Equal(4, model.Told.Count);
        Assert.Equal(24, model.Told.First().Count);
        Assert.All(model.Told, told => Assert.Equal(model.Told.First(), told, ReferenceEqualityComparer.Instance));
        Assert.Equal(2, calls.Functions.Count);
        Assert.Single(calls.Functions.Distinct(ReferenceEqualityComparer.Instance));
    }

    /// <summary>Lists the workspace once in each turn, and keeps what it was told of the tools.</summary>
    private sealed class CallingModel : IChatClient
    {
        public ConcurrentQueue<List<AITool>> Told { get; } = new();

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Told.Enqueue([.. options!.Tools!]);
            AIContent content = messages.Last().Role == ChatRole.Tool ? new TextContent("Done.") : new FunctionCallContent("c1", "workspace_list");
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [content])));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class Calls : IAutoFunctionInvocationFilter
    {
        public ConcurrentQueue<object> Functions { get; } = new();

        public Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
        {
            Functions.Enqueue(context.Function);
            return next(context);
        }
    }
}
