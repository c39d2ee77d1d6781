using System.Text.Json;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>Words for what a tool returned; a result of a form that it does not know is shown as it is.</summary>
internal static class OfflineToolAnswers
{
    public static string Tell(string tool, string result, bool chinese)
    {
        try
        {
            using var json = JsonDocument.Parse(result);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object ? Tell(tool, root, chinese) ?? Raw(result, chinese) : Raw(result, chinese);
        }
        catch (JsonException)
        {
            // Plain text, or JSON that was cut for its length.
            return Raw(result, chinese);
        }
    }

    /// <summary>The id of the first report in a result of report_list, or null when there is none.</summary>
    public static string? FirstReport(string result)
    {
        try
        {
            using var json = JsonDocument.Parse(result);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("reports", out var reports) && reports.GetArrayLength() > 0
                ? Text(reports[0], "report_id")
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No list of reports: there is no first one either, and the result is told as it is.
            return null;
        }
    }

    private static string? Tell(string tool, JsonElement result, bool chinese)
    {
        if (result.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
        {
            return OfflineLanguage.Say(chinese, $"没有成功：{Text(error, "message")}", $"That did not work: {Text(error, "message")}");
        }

        return tool switch
        {
            "workspace_list" => Files(result, chinese),
            "workspace_read" => OfflineLanguage.Say(chinese,
                $"{Text(result, "path")} 的内容：\n\n{Text(result, "content")}", $"{Text(result, "path")} says:\n\n{Text(result, "content")}"),
            "workspace_write" => OfflineLanguage.Say(chinese,
                $"已写入 {Text(result, "path")}（{Text(result, "bytes")} 字节）。", $"I wrote {Text(result, "path")} ({Text(result, "bytes")} bytes)."),
            "report_request" => OfflineLanguage.Say(chinese,
                $"报告 {Text(result, "report_id")} 已提交，状态：{Text(result, "status")}。", $"Report {Text(result, "report_id")} is on its way; its status is {Text(result, "status")}."),
            "report_list" => Reports(result, chinese),
            "report_get" => Report(result, chinese),
            "watchlist_get" => Watchlist(result, chinese),
            _ => null,
        };
    }

    private static string Files(JsonElement result, bool chinese)
    {
        var files = Items(result, "files").Select(file => $"- {Text(file, "path")} ({Text(file, "bytes")})").ToList();
        return files.Count == 0
            ? OfflineLanguage.Say(chinese, "工作区里没有文件。", "Your workspace has no files.")
            : OfflineLanguage.Say(chinese, "工作区文件（字节）：\n", "Your files (bytes):\n") + string.Join('\n', files);
    }

    private static string Reports(JsonElement result, bool chinese)
    {
        var reports = Items(result, "reports")
            .Select(report => $"- {Text(report, "report_id")}: {Text(report, "report_type")}, {Text(report, "status")}, {Text(report, "created_at")}")
            .ToList();
        return reports.Count == 0
            ? OfflineLanguage.Say(chinese, "还没有报告。", "You have no reports yet.")
            : OfflineLanguage.Say(chinese, "你的报告：\n", "Your reports:\n") + string.Join('\n', reports);
    }

    private static string Report(JsonElement result, bool chinese) => Text(result, "status") == "completed"
        ? OfflineLanguage.Say(chinese, "最近的报告：\n\n", "Here is the report:\n\n") + Text(result, "content")
        : OfflineLanguage.Say(chinese,
            $"报告 {Text(result, "report_id")} 的状态：{Text(result, "status")}。", $"Report {Text(result, "report_id")} is not there yet; its status is {Text(result, "status")}.");

    private static string Watchlist(JsonElement result, bool chinese)
    {
        (string Name, string Zh, string En)[] lists =
            [("stocks", "股票", "Stocks"), ("influencers", "人物", "People"), ("keywords", "关键词", "Keywords"), ("sectors", "行业", "Sectors")];
        var lines = lists
            .Select(list => (list, Items: Items(result, list.Name).Select(static item => item.ToString()).ToList()))
            .Where(static list => list.Items.Count > 0)
            .Select(list => $"- {OfflineLanguage.Say(chinese, list.list.Zh, list.list.En)}: {string.Join(", ", list.Items)}")
            .ToList();
        return lines.Count == 0
            ? OfflineLanguage.Say(chinese, "你还没有关注任何内容。", "You follow nothing yet.")
            : OfflineLanguage.Say(chinese, "你关注：\n", "You follow:\n") + string.Join('\n', lines);
    }

    private static string Raw(string result, bool chinese) =>
        OfflineLanguage.Say(chinese, $"工具返回：\n\n{result}", $"The tool returned:\n\n{result}");

    private static IEnumerable<JsonElement> Items(JsonElement result, string name) =>
        result.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string Text(JsonElement result, string name) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(name, out var value) ? value.ToString() : "";
}
