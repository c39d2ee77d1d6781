using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class MessagingOptionsTests
{
    private readonly MessagingOptionsValidator _validator = new();

    [Fact]
    public void The_defaults_are_valid_and_their_retries_end_within_a_minute()
    {
        var options = new MessagingOptions();

        Assert.True(_validator.Validate(null, options).Succeeded);
        Assert.True(options.RetryBudget < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Every_option_that_is_out_of_range_is_named()
    {
        var result = _validator.Validate(null, new MessagingOptions { Lanes = 0, PollInterval = TimeSpan.Zero, InboxRetention = TimeSpan.FromHours(24) });

        Assert.Equal(["Lanes", "PollInterval", "InboxRetention"], result.Failures!.Select(failure => failure.Split(':', ' ')[1]));
    }

    [Fact]
    public void Retries_that_take_longer_than_a_minute_are_refused()
    {
        var result = _validator.Validate(null, new MessagingOptions { MaximumAttempts = 10, RetryDelay = TimeSpan.FromSeconds(1) });

        Assert.Contains("MaximumAttempts", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }
}
