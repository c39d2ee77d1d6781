namespace Nanobot.Samples.Feeds.News;

/// <summary>Made-up news, dated within the two days before today so that they are never stale.</summary>
internal sealed class SampleNews(TimeProvider time)
{
    public IReadOnlyList<NewsItem> Markets() =>
    [
        Item(1, "apple-suppliers", "Sample: Apple suppliers report a calm quarter", "AAPL holders see little to worry about in this made-up note."),
        Item(3, "tesla-deliveries", "Sample: Tesla deliveries in line with what analysts had pencilled in", "A made-up note on TSLA."),
        Item(7, "rates-unchanged", "Sample: Central bank leaves rates where they are", "Made-up news for the markets at large."),
        Item(12, "cloud-spending", "Sample: Cloud spending lifts Microsoft and Google peers", "A made-up note on MSFT and GOOGL."),
        Item(26, "energy-sector", "Sample: Energy sector steady as inventories rise", "Made-up news on energy."),
    ];

    public IReadOnlyList<NewsItem> Technology() =>
    [
        Item(2, "nvidia-roadmap", "Sample: Nvidia walks through its roadmap <live> & takes questions", "A made-up note on NVDA and AI chips."),
        Item(5, "ai-assistants", "Sample: AI assistants move from chat to scheduled work", "Made-up news on AI."),
        Item(9, "open-source-llm", "样例：开源大模型社区发布新一轮评测", "虚构的人工智能新闻。"),
        Item(16, "battery-cells", "Sample: Battery cells get a little cheaper again", "A made-up note that electric-car makers such as Tesla may like."),
        Item(30, "semiconductor-tools", "Sample: Semiconductor tool makers see steady orders", "Made-up news on semiconductors."),
    ];

    private NewsItem Item(int hoursBeforeMidnight, string slug, string title, string summary)
    {
        var midnight = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        return new NewsItem(slug, title, summary, midnight.AddHours(-hoursBeforeMidnight));
    }
}
