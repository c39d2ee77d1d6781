using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class EvidenceOptionsValidator : IValidateOptions<EvidenceOptions>
{
    private const int MaximumFeeds = 20;
    private const int MaximumInfluencers = 200;
    private const int MaximumOwnFeeds = 5;

    public ValidateOptionsResult Validate(string? name, EvidenceOptions options)
    {
        var errors = new List<string>();
        if (options.QuotesUrl.Split(EvidenceAddresses.Placeholder).Length != 2 || !SourceRules.IsAddress(options.QuotesUrl.Replace(EvidenceAddresses.Placeholder, "A", StringComparison.Ordinal)))
        {
            errors.Add($"Evidence:QuotesUrl must be an absolute http or https URL with {EvidenceAddresses.Placeholder} once, and without a name or password");
        }

        var feeds = options.Feeds ?? [];
        for (var i = 0; i < feeds.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(feeds[i]) && !SourceRules.IsAddress(feeds[i]))
            {
                errors.Add($"Evidence:Feeds:{i} must be an absolute http or https URL without a name or password");
            }
        }

        Require(feeds.Count <= MaximumFeeds, $"Evidence:Feeds must have at most {MaximumFeeds} entries");
        Require((options.FeedNames ?? []).Count <= MaximumFeeds, $"Evidence:FeedNames must have at most {MaximumFeeds} entries");
        Require((options.FeedNames ?? []).All(static name => name is null or { Length: <= EvidenceOptions.MaximumFeedName }), $"Evidence:FeedNames must be at most {EvidenceOptions.MaximumFeedName} characters each");
        Require(options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromSeconds(60), "Evidence:Timeout must be from 00:00:01 to 00:01:00");
        Require(options.Parallelism is >= 1 and <= 32, "Evidence:Parallelism must be from 1 to 32");
        Require(options.MaximumSymbols is >= 1 and <= 200, "Evidence:MaximumSymbols must be from 1 to 200");
        Require(options.Influencers.Count <= MaximumInfluencers && options.Influencers.All(static one => one.Value.Count <= MaximumOwnFeeds),
            $"Evidence:Influencers must have at most {MaximumInfluencers} people, each with at most {MaximumOwnFeeds} feeds");
        errors.AddRange(options.Influencers.Where(static one => !one.Value.All(SourceRules.IsAddress)).Select(static one => $"Evidence:Influencers:{one.Key} must have absolute http or https URLs without a name or password"));
        errors.AddRange(SourceRules.Check(options.Cache));
        errors.AddRange(SourceRules.Check(options.Hosts));
        errors.AddRange(QuoteRules.Check(options));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
