using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Tests.Messaging.Trimming;

public sealed class TrimOptionsTests
{
    [Fact]
    public void Streams_keep_what_is_acknowledged_no_longer_than_the_outbox_does()
    {
        var result = new MessagingOptionsValidator().Validate(null, new MessagingOptions
        {
            OutboxRetention = TimeSpan.FromHours(2),
            StreamRetention = TimeSpan.FromHours(3),
            TrimInterval = TimeSpan.Zero,
        });

        Assert.Equal(["StreamRetention", "TrimInterval"], result.Failures!.Select(failure => failure.Split(':', ' ')[1]));
    }
}
