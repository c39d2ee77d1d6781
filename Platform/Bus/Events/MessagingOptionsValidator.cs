using System.Globalization;
using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Bus.Events;

/// <summary>Stops the start of a service whose messaging options are out of range, naming each of them.</summary>
internal sealed class MessagingOptionsValidator : IValidateOptions<MessagingOptions>
{
    private static readonly TimeSpan LongestRetries = TimeSpan.FromSeconds(60);

    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        var failures = new List<string>();
        Within(nameof(options.PublishBatch), options.PublishBatch, 1, 5_000);
        Within(nameof(options.PurgeBatch), options.PurgeBatch, 100, 50_000);
        Within(nameof(options.MaxLenApprox), options.MaxLenApprox, 1_000, 100_000_000);
        Within(nameof(options.ReadBatch), options.ReadBatch, 1, 1_000);
        Within(nameof(options.Lanes), options.Lanes, 1, 256);
        Within(nameof(options.MaximumHeld), options.MaximumHeld, 100, 100_000);
        Within(nameof(options.MaximumOpenDeliveries), options.MaximumOpenDeliveries, 1, 10_000);
        Within(nameof(options.MaximumAttempts), options.MaximumAttempts, 1, 20);
        Within(nameof(options.MaximumDeliveries), options.MaximumDeliveries, 2, 1_000);
        Within(nameof(options.PollInterval), options.PollInterval, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(30));
        Within(nameof(options.OutboxRetention), options.OutboxRetention, TimeSpan.FromHours(1), TimeSpan.FromDays(30));
        Within(nameof(options.InboxRetention), options.InboxRetention, options.OutboxRetention + TimeSpan.FromHours(1), TimeSpan.FromDays(90));
        Within(nameof(options.PurgeInterval), options.PurgeInterval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Within(nameof(options.StreamRetention), options.StreamRetention, TimeSpan.FromMinutes(1), options.OutboxRetention);
        Within(nameof(options.TrimInterval), options.TrimInterval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Within(nameof(options.RedisTimeout), options.RedisTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
        Within(nameof(options.DaprTimeout), options.DaprTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
        Within(nameof(options.ReadBlock), options.ReadBlock, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30));
        Within(nameof(options.KeepAlive), options.KeepAlive, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(60));
        Within(nameof(options.ReclaimIdle), options.ReclaimIdle, 3 * options.KeepAlive, TimeSpan.FromMinutes(10));
        Within(nameof(options.ForgetConsumerAfter), options.ForgetConsumerAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Within(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        Within(nameof(options.HandlerTimeout), options.HandlerTimeout, TimeSpan.FromMilliseconds(10), LongestRetries);
        if (string.IsNullOrWhiteSpace(options.PubSub))
        {
            failures.Add("Messaging:PubSub must name a component.");
        }

        if (failures.Count == 0 && options.RetryBudget > LongestRetries)
        {
            failures.Add($"Messaging: MaximumAttempts, HandlerTimeout and RetryDelay add up to {options.RetryBudget.TotalSeconds:0} s; they must fit into {LongestRetries.TotalSeconds:0} s.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Within<T>(string key, T value, T minimum, T maximum)
            where T : IComparable<T>
        {
            if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"Messaging:{key} must be between {minimum} and {maximum}, not {value}."));
            }
        }
    }
}
