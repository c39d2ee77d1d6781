using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Nanobot.Testing.Mail;

/// <summary>A mail server on this machine, which keeps what it takes and answers as a test says.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Mailbox _mailbox = new();
    private readonly Task _running;
    private readonly int _port;

    private MailServer(int port)
    {
        _port = port;
        var services = new ServiceProvider();
        services.Add((IMessageStore)_mailbox);
        var options = new SmtpServerOptionsBuilder().ServerName("mail.tests").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    /// <summary>What it has taken.</summary>
    public ConcurrentQueue<MimeMessage> Taken => _mailbox.Taken;

    /// <summary>How many mails it was given, taken or not.</summary>
    public int Given => _mailbox.Given;

    /// <summary>Settings of a service that sends by it.</summary>
    public KeyValuePair<string, string?>[] Settings => On(_port);

    /// <summary>Starts one.</summary>
    public static MailServer Start() => new(FreePort());

    /// <summary>Settings of a service whose mail server is down.</summary>
    public static KeyValuePair<string, string?>[] Down() => On(FreePort());

    /// <summary>What it answers to a mail from now on.</summary>
    public void Answer(int code) => _mailbox.Code = code;

    /// <summary>It keeps what it is given from now on, and says so only once it is released.</summary>
    public void Hold() => _mailbox.Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It says what it has kept.</summary>
    public void Release() => _mailbox.Held?.TrySetResult();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_running.IsCompleted)
        {
            return;
        }

        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // So it ends.
        }

    }

    private static KeyValuePair<string, string?>[] On(int port) =>
    [
        new("Delivery:Smtp:Host", "127.0.0.1"), new("Delivery:Smtp:Port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)), new("Delivery:Smtp:Security", "none"),
        new("Delivery:Smtp:From", "Reports <reports@nanobot.example>"), new("Delivery:PublicUrl", "https://reports.example"),
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Mailbox : MessageStore
    {
        private int _given;

        public ConcurrentQueue<MimeMessage> Taken { get; } = new();

        public int Given => _given;

        public TaskCompletionSource? Held { get; set; }

        public int Code { get; set; } = (int)SmtpReplyCode.Ok;

        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _given);
            if (Code != (int)SmtpReplyCode.Ok)
            {
                return new SmtpResponse((SmtpReplyCode)Code, "as the test says");
            }

            using var stream = new MemoryStream(buffer.ToArray());
            Taken.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            if (Held is { } held)
            {
                await held.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return SmtpResponse.Ok;
        }
    }
}
