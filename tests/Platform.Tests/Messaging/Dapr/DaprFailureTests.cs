using System.Text;
using Nanobot.Testing;
using Nanobot.Testing.Dapr;
using Npgsql;

namespace Nanobot.Platform.Tests.Messaging.Dapr;

public sealed class DaprFailureTests
{
    [Fact]
    public async Task A_handler_that_fails_is_tried_again_and_its_event_put_aside_with_the_reason()
    {
        var attempts = 0;
        var before = new Before
        {
            Act = (thing, _, _) => thing.Number == 1 && Interlocked.Increment(ref attempts) > 0
                ? throw new InvalidOperationException("Bad\r\nthing: secret")
                : Task.CompletedTask,
        };
        await using var suite = await DaprSuite.StartAsync(before, settings: [("Messaging:MaximumAttempts", "3")]);
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2));

        await suite.Host.ExpectAsync(ada, 2);
        await suite.SettleAsync();
        Assert.Equal(3, attempts);
        var letter = Assert.Single(suite.Broker.Messages(DaprSuite.DeadLetters));
        Assert.Equal(suite.Broker.Messages(ThingHappened.Topic)[0].Data, letter.Data);
        Assert.Equal("handler_failed", letter.Metadata["dead-letter-reason"]);
        Assert.Equal("3", letter.Metadata["dead-letter-attempts"]);
        Assert.Equal("System.InvalidOperationException", letter.Metadata["dead-letter-error"]);
        Assert.DoesNotContain(letter.Metadata, pair => pair.Value.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RefusalTests.Forgeries), MemberType = typeof(RefusalTests))]
    public async Task An_event_that_is_not_genuine_is_put_aside_at_once_and_takes_no_effect(string forgery, string reason)
    {
        await using var suite = await DaprSuite.StartAsync();
        var data = RefusalTests.Forge(forgery, TestContexts.User());

        // Delivered by hand: a sidecar puts aside by itself what is no JSON.
        using var response = await suite.PostAsync(data, DaprSuite.AppToken);

        Assert.Equal("SUCCESS", await DaprSuite.StatusAsync(response));
        var letter = Assert.Single(suite.Broker.Messages(DaprSuite.DeadLetters));
        Assert.Equal(data, Encoding.UTF8.GetString(letter.Data));
        Assert.Equal(reason, letter.Metadata["dead-letter-reason"]);
        Assert.Equal("0", letter.Metadata["dead-letter-attempts"]);
        Assert.Equal(0, await suite.Host.OwnerScalarAsync<long>("select count(*) from effects"));
        Assert.Equal(0, await suite.Host.OwnerScalarAsync<long>("select count(*) from nanobot.inbox"));
    }

    [Fact]
    public async Task While_the_database_is_away_the_sidecar_keeps_the_event_and_nobody_is_blamed()
    {
        var attempts = 0;
        var before = new Before { Act = (_, _, _) => Interlocked.Increment(ref attempts) <= 12 ? throw Away() : Task.CompletedTask };
        await using var suite = await DaprSuite.StartAsync(before, new() { Retries = 10 },
            settings: [("Messaging:RetryDelay", "00:00:00.001"), ("Messaging:MaximumAttempts", "3")]);
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(1));

        await suite.Host.ExpectAsync(ada, 1);
        Assert.Equal(13, attempts);
        Assert.Empty(suite.Broker.Messages(DaprSuite.DeadLetters));
    }

    [Fact]
    public async Task An_event_of_an_absent_database_is_answered_with_RETRY_after_its_attempts()
    {
        var attempts = 0;
        var before = new Before { Act = (_, _, _) => Interlocked.Increment(ref attempts) > 0 ? throw Away() : Task.CompletedTask };
        await using var suite = await DaprSuite.StartAsync(before, subscribes: false, settings: [("Messaging:MaximumAttempts", "2")]);

        using var response = await suite.PostAsync(DaprSuite.Envelope(TestContexts.User(), 1), DaprSuite.AppToken);

        Assert.Equal("RETRY", await DaprSuite.StatusAsync(response));
        Assert.Equal(2, attempts);
        Assert.Empty(suite.Broker.Messages(DaprSuite.DeadLetters));
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_put_aside_is_answered_with_RETRY_and_put_aside_later()
    {
        var before = new Before { Act = (_, _, _) => throw new InvalidOperationException() };
        await using var suite = await DaprSuite.StartAsync(before, subscribes: false, settings: [("Messaging:MaximumAttempts", "2")]);
        var data = DaprSuite.Envelope(TestContexts.User(), 1);
        suite.Broker.IsAvailable = false;

        using var early = await suite.PostAsync(data, DaprSuite.AppToken);
        suite.Broker.IsAvailable = true;
        using var late = await suite.PostAsync(data, DaprSuite.AppToken);

        Assert.Equal("RETRY", await DaprSuite.StatusAsync(early));
        Assert.Equal("SUCCESS", await DaprSuite.StatusAsync(late));
        Assert.Single(suite.Broker.Messages(DaprSuite.DeadLetters));
    }

    [Fact]
    public async Task What_is_too_large_to_be_read_is_left_to_the_sidecar_to_put_aside()
    {
        await using var suite = await DaprSuite.StartAsync();
        var data = Encoding.UTF8.GetBytes($"{{\"data\":\"{new string('x', 5 * 1024 * 1024)}\"}}");

        suite.Broker.Add(ThingHappened.Topic, new StandInMessage(data, new Dictionary<string, string>()));

        await suite.SettleAsync();
        Assert.Equal(data, Assert.Single(suite.Broker.Messages(DaprSuite.DeadLetters)).Data);
    }

    [Fact]
    public async Task A_sidecar_that_goes_away_and_comes_back_loses_nothing_and_changes_no_order()
    {
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(0));
        await suite.Host.ExpectAsync(ada, 0);
        for (var number = 1; number < 30; number++)
        {
            await suite.Host.PublishAsync(ada, new ThingHappened(number));
            if (number % 10 == 3)
            {
                await suite.Sidecar.StopAsync();
            }
            else if (number % 10 == 8)
            {
                Assert.NotEqual(0, await suite.WaitingAsync());
                await suite.Sidecar.StartAsync();
            }
        }

        await suite.Host.ExpectAsync(ada, Enumerable.Range(0, 30));
        Assert.Empty(suite.Broker.Messages(DaprSuite.DeadLetters));
    }

    [Fact]
    public async Task A_broker_that_is_away_behind_the_sidecar_loses_nothing_and_changes_no_order()
    {
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();

        for (var number = 0; number < 40; number++)
        {
            suite.Broker.IsAvailable = number % 10 is < 3 or > 7;
            await suite.Host.PublishAsync(ada, new ThingHappened(number));
        }

        await suite.Host.ExpectAsync(ada, Enumerable.Range(0, 40));
        Assert.Equal(40, suite.Broker.Messages(ThingHappened.Topic).Select(message => Encoding.UTF8.GetString(message.Data)).Distinct().Count());
    }

    [Fact]
    public async Task A_sidecar_that_does_not_answer_is_waited_for_no_longer_than_the_limit_and_asked_again()
    {
        await using var suite = await DaprSuite.StartAsync(settings: [("Messaging:DaprTimeout", "00:00:00.200")]);
        var ada = TestContexts.User();
        suite.Broker.IsSilent = true;

        await suite.Host.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2));
        await Eventually.TrueAsync(() => Task.FromResult(suite.Broker.Attempts >= 3));
        Assert.Equal(2, await suite.WaitingAsync());
        suite.Broker.IsSilent = false;

        await suite.Host.ExpectAsync(ada, 1, 2);
    }

    [Fact]
    public async Task An_event_that_is_too_large_for_the_sidecar_stays_behind_and_holds_up_no_other()
    {
        await using var suite = await DaprSuite.StartAsync();
        var ada = TestContexts.User();

        await suite.Host.PublishAsync(ada, new ThingHappened(1, new string('x', 5 * 1024 * 1024)), new ThingHappened(2));
        await suite.Host.ExpectAsync(ada, 2);
        await suite.Host.PublishAsync(ada, new ThingHappened(3));

        await suite.Host.ExpectAsync(ada, 2, 3);
        Assert.Equal(1, await suite.WaitingAsync());
    }

    private static PostgresException Away() => new("The database is away.", "FATAL", "FATAL", "57P01");
}
