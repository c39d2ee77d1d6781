using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace Nanobot.Bench;

/// <summary>
/// What a kernel of its own costs a turn: made and wired as the assistant does it, with as many functions as the assistant has and one filter, before a model that answers
/// at once, against that model asked directly. Warm, rounds interleaved, medians; allocation by the thread's own count, as nothing here waits.
/// </summary>
internal static class KernelBench
{
    private const int Rounds = 15;
    private const int Each = 2000;
    private const int Functions = 24;

    /// <summary>Prints Markdown for docs/performance.md.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var collection = new ServiceCollection();
        collection.AddKernel();
        collection.AddSingleton<IAutoFunctionInvocationFilter, Filter>();
        await using var services = collection.BuildServiceProvider();
        AITool[] functions = [.. Enumerable.Range(0, Functions).Select(number =>
            (AITool)KernelFunctionFactory.CreateFromMethod((string path) => path, $"tool_{number}", "Reads the file at a path."))];
        ChatMessage[] messages = [new(ChatRole.System, "You are an assistant."), new(ChatRole.User, "Say hello.")];

        (string Name, Action Work)[] works =
        [
            ("the model asked directly", () => Done(new Model(0).GetResponseAsync(messages, new ChatOptions { Tools = functions }))),
            ("with a kernel, no tool called", () => Turn(0)),
            ("with a kernel, one tool called through the filter", () => Turn(1)),
            ("with a kernel, ten tools called one after the other", () => Turn(10)),
        ];
        var figures = works.Select(static _ => new List<(double Micros, double Bytes)>()).ToArray();
        for (var round = -5; round < Rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var measured = Measure(works[i].Work);
                if (round >= 0)
                {
                    figures[i].Add(measured);
                }
            }
        }

        await output.WriteLineAsync("| | µs a turn | allocated kB a turn |\n| --- | --- | --- |");
        for (var i = 0; i < works.Length; i++)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {works[i].Name} | {Median(figures[i].ConvertAll(static one => one.Micros)):0.0} | {Median(figures[i].ConvertAll(static one => one.Bytes)) / 1000:0.0} |"));
        }

        void Turn(int calls)
        {
            using var scope = services.CreateScope();
            var kernel = scope.ServiceProvider.GetRequiredService<Kernel>();
            using var client = new ChatClientBuilder(new Model(calls)).UseKernelFunctionInvocation().Build(scope.ServiceProvider);
            client.GetRequiredService<FunctionInvokingChatClient>().MaximumIterationsPerRequest = 20;
            var settings = new PromptExecutionSettings().ToChatOptions(kernel);
            settings.Tools = [.. functions];
            settings.ToolMode = ChatToolMode.Auto;
            Done(client.GetResponseAsync(messages, settings));
        }
    }

    private static void Done(Task<ChatResponse> answer)
    {
        if (!answer.IsCompleted || answer.Result.Messages[^1].Text != "Hello.")
        {
            throw new InvalidOperationException($"The turn did not end at once with the model's words: {answer.Status}, {answer.Exception?.InnerException}.");
        }
    }

    private static (double Micros, double Bytes) Measure(Action work)
    {
        var (allocated, began) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        for (var i = 0; i < Each; i++)
        {
            work();
        }

        var took = TimeProvider.System.GetElapsedTime(began).TotalMicroseconds;
        return (took / Each, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Each);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Calls so many tools, one in each answer, and then says hello.</summary>
    private sealed class Model(int calls) : IChatClient
    {
        private int _asked;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(_asked++ < calls
                ? new ChatMessage(ChatRole.Assistant, [new Microsoft.Extensions.AI.FunctionCallContent($"call-{_asked}", "tool_3", new Dictionary<string, object?> { ["path"] = "a" })])
                : new ChatMessage(ChatRole.Assistant, "Hello.")));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("The assistant's rounds are asked whole.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class Filter : IAutoFunctionInvocationFilter
    {
        public Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next) => next(context);
    }
}
