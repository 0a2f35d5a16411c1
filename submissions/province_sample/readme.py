"""What the README of a written province says."""

README = """# 示例省份：第四批、第五批

**示例，全部虚构。** 组织、人员、文号、案号、数字、已认定名录、推荐和认定决定都由脚本按种子 {seed} 生成，不反映任何地方的实际情况。只有县（市、区）、市的名称和代码以及开发区的名称是真的，借来让统计有真实的规模；哪些开发区列入名单、132家已认定组织分布在哪里，都是随意编的。

生成：`python submissions/province_sample DIR --seed {seed}`。同一种子，逐字节相同。

| 文件 | 内容 |
|---|---|
| `units.csv` | 136个县（市、区）、16个市，另加20个开发区（示例名单，非省厅公布） |
| `register.csv` | 认定名录，按事项逐条记：前三批认定132家，以及其后的更名、迁移、合并、终止、恢复 |
| `batch-4/`、`batch-5/` | 两个批次：`batch.yaml`、开批日的名录 `register.csv`、自评表和审核文件 `submissions/`、推荐 `recommendations.csv`、决定 `decisions.csv` |
| `leads.csv` | 故意埋下的雷同：同一证书号、同一专职调解员、同一案号、同一张照片、同名工作室、同一组织两个编号、照抄的数字 |

```
certify batch DIR/batch-4 -o reports/4
certify batch DIR/batch-5 -o reports/5
```

每批都有几份故意填错或改了扩展名的文件，所以两条命令的退出码都是 4；其余照常评判，报告照常写出。第五批的认定决定只作了一部分。已认定的组织有40家在第五批交了自评表（提质增效），只供跟踪，不能再推荐。
"""
