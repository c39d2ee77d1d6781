using System.Threading.Channels;
using DotNetCore.CAP;
using DotNetCore.CAP.Messages;
using DotNetCore.CAP.Transport;

namespace Nanobot.Bench.Events;

/// <summary>The least that can be between CAP's outbox and its inbox: a queue in the process.</summary>
internal sealed class CapWire : ITransport, IConsumerClientFactory
{
    private readonly Channel<TransportMessage> _queue = Channel.CreateBounded<TransportMessage>(10_000);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrokerAddress BrokerAddress => new("process", "");

    /// <summary>When somebody takes up.</summary>
    public Task Listening => _listening.Task;

    public async Task<OperateResult> SendAsync(TransportMessage message)
    {
        await _queue.Writer.WriteAsync(message);
        return OperateResult.Success;
    }

    public Task<IConsumerClient> CreateAsync(string groupName, byte groupConcurrent) => Task.FromResult<IConsumerClient>(new Client(this, groupName));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal sealed class Extension : ICapOptionsExtension
    {
        public void AddServices(IServiceCollection services)
        {
            services.AddSingleton(new CapMessageQueueMakerService("process"));
            services.AddSingleton<CapWire>();
            services.AddSingleton<ITransport>(static services => services.GetRequiredService<CapWire>());
            services.AddSingleton<IConsumerClientFactory>(static services => services.GetRequiredService<CapWire>());
        }
    }

    private sealed class Client(CapWire wire, string group) : IConsumerClient
    {
        public BrokerAddress BrokerAddress => wire.BrokerAddress;

        public Func<TransportMessage, object?, Task>? OnMessageCallback { get; set; }

        public Action<LogMessageEventArgs>? OnLogCallback { get; set; }

        public Task SubscribeAsync(IEnumerable<string> topics) => Task.CompletedTask;

        public async Task ListeningAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            wire._listening.TrySetResult();
            await foreach (var message in wire._queue.Reader.ReadAllAsync(cancellationToken))
            {
                // A broker's copy: CAP still writes the one that it has sent.
                var headers = new Dictionary<string, string?>(message.Headers) { [Headers.Group] = group };
                await OnMessageCallback!(new TransportMessage(headers, message.Body), null);
            }
        }

        public Task CommitAsync(object? sender) => Task.CompletedTask;

        public Task RejectAsync(object? sender) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
