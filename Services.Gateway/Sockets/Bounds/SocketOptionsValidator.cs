using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Sockets.Bounds;

/// <summary>Stops the start of a gateway whose sockets' bounds are out of range, naming each setting.</summary>
internal sealed class SocketOptionsValidator : IValidateOptions<SocketOptions>
{
    public ValidateOptionsResult Validate(string? name, SocketOptions options)
    {
        string[] failures =
        [
            .. Check(options.MostOfAll is >= 1 and <= 1_000_000, "MostOfAll must be between 1 and 1,000,000"),
            .. Check(options.MostOfTenant is >= 1 and <= 1_000_000, "MostOfTenant must be between 1 and 1,000,000"),
            .. Check(options.MostStreamsOfUser is >= 1 and <= 10_000, "MostStreamsOfUser must be between 1 and 10,000"),
            .. Check(IsWithin(options.StreamKeepAlive, 1, 600), "StreamKeepAlive must be between 1 s and 10 min"),
            .. Check(options.MostRequests is >= 1 and <= 1_000, "MostRequests must be between 1 and 1,000"),
            .. Check(IsWithin(options.HelloTimeout, 1, 60), "HelloTimeout must be between 1 s and 1 min"),
            .. Check(IsWithin(options.PingInterval, 1, 600), "PingInterval must be between 1 s and 10 min"),
            .. Check(IsWithin(options.SlowFor, 0.1, 60), "SlowFor must be between 0.1 s and 1 min"),
            .. Check(options.MostWaiting is >= 16 and <= 65_536, "MostWaiting must be between 16 and 65,536"),
            .. Check(options.MostWaitingOctets is >= 65_536 and <= 268_435_456, "MostWaitingOctets must be between 65,536 and 268,435,456"),
            .. Check(options.KeptEvents >= 0 && options.KeptEvents < options.MostWaiting, "KeptEvents must be between 0 and Sockets:MostWaiting, less 1"),
            .. Check(IsWithin(options.KeptFor, 1, 3_600), "KeptFor must be between 1 s and 1 h"),
            .. Check(IsWithin(options.WarnEvery, 0.1, 600), "WarnEvery must be between 0.1 s and 10 min"),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsWithin(TimeSpan value, double least, double most) => value >= TimeSpan.FromSeconds(least) && value <= TimeSpan.FromSeconds(most);

    private static string[] Check(bool isRight, string rule) => isRight ? [] : [$"Sockets:{rule}."];
}
